// Empty batches of every kind, and emptying one for the next rows.

import {
  type CounterBatch,
  type EventBatch,
  type EvidenceBatch,
  type PacketBatch,
  type RequestBatch,
  type SocketBatch,
  ZONE_BYTES,
} from './batch.ts';

/** An empty packet batch; 210 bytes a row. */
export function createPacketBatch(capacity: number): PacketBatch {
  return {
    kind: 'packets',
    capacity,
    rows: 0,
    full: false,
    firstRecord: 1,
    offset: new Float64Array(capacity),
    timeSec: new Float64Array(capacity),
    timeNsec: new Uint32Array(capacity),
    wireLength: new Uint32Array(capacity),
    ipVersion: new Uint8Array(capacity),
    source: new Uint32Array(4 * capacity),
    destination: new Uint32Array(4 * capacity),
    protocol: new Uint8Array(capacity),
    ttl: new Uint8Array(capacity),
    shape: new Uint8Array(capacity),
    sourcePort: new Uint16Array(capacity),
    destinationPort: new Uint16Array(capacity),
    tcpFlags: new Uint8Array(capacity),
    seq: new Uint32Array(capacity),
    ack: new Uint32Array(capacity),
    window: new Uint16Array(capacity),
    payloadLength: new Uint32Array(capacity),
    icmpType: new Uint8Array(capacity),
    icmpCode: new Uint8Array(capacity),
    ipId: new Uint16Array(capacity),
    signature: new Uint8Array(capacity),
    asked: new Uint32Array(capacity),
    requestKind: new Uint8Array(capacity),
    opening: new Uint8Array(capacity),
    zoneStart: new Uint32Array(capacity),
    zoneEnd: new Uint32Array(capacity),
    text: new Uint8Array(capacity * ZONE_BYTES),
    textUsed: 0,
    synFingerprint: new Uint32Array(capacity),
    tool: new Uint8Array(capacity),
    quotedProtocol: new Uint8Array(capacity),
    quotedSource: new Uint32Array(4 * capacity),
    quotedDestination: new Uint32Array(4 * capacity),
    quotedSourcePort: new Uint16Array(capacity),
    quotedDestinationPort: new Uint16Array(capacity),
    quotedSeq: new Uint32Array(capacity),
  };
}

/** An empty socket batch. */
export function createSocketBatch(capacity: number): SocketBatch {
  return {
    kind: 'sockets',
    capacity,
    rows: 0,
    full: false,
    offset: new Float64Array(capacity),
    line: new Uint32Array(capacity),
    snapshot: new Uint32Array(capacity),
    timeSec: new Float64Array(capacity),
    timeNsec: new Uint32Array(capacity),
    timeBasis: new Uint8Array(capacity),
    protocol: new Uint8Array(capacity),
    state: new Uint8Array(capacity),
    local: new Uint32Array(4 * capacity),
    remote: new Uint32Array(4 * capacity),
    localKind: new Uint8Array(capacity),
    remoteKind: new Uint8Array(capacity),
    localPort: new Uint16Array(capacity),
    remotePort: new Uint16Array(capacity),
    sendQueue: new Uint32Array(capacity),
  };
}

/** An empty request batch whose arena holds `textBytes` bytes; a decoder sets `full` when either runs out. */
export function createRequestBatch(capacity: number, textBytes: number): RequestBatch {
  const range = (): Uint32Array => new Uint32Array(capacity);
  return {
    kind: 'requests',
    capacity,
    rows: 0,
    full: false,
    offset: new Float64Array(capacity),
    line: range(),
    timeSec: new Float64Array(capacity),
    timeNsec: range(),
    utcOffsetMin: new Int16Array(capacity),
    shape: new Uint8Array(capacity),
    client: new Uint32Array(4 * capacity),
    clientPort: new Uint16Array(capacity),
    method: new Uint8Array(capacity),
    status: new Uint16Array(capacity),
    bytes: new Float64Array(capacity),
    durationMs: new Float64Array(capacity),
    text: new Uint8Array(textBytes),
    textUsed: 0,
    clientStart: range(),
    clientEnd: range(),
    pathStart: range(),
    pathEnd: range(),
    hostStart: range(),
    hostEnd: range(),
    refererStart: range(),
    refererEnd: range(),
    userAgentStart: range(),
    userAgentEnd: range(),
  };
}

/** An empty event batch whose arena holds `textBytes` bytes. */
export function createEventBatch(capacity: number, textBytes: number): EventBatch {
  const range = (): Uint32Array => new Uint32Array(capacity);
  return {
    kind: 'events',
    capacity,
    rows: 0,
    full: false,
    offset: new Float64Array(capacity),
    line: range(),
    event: new Uint8Array(capacity),
    count: range(),
    timeSec: new Float64Array(capacity),
    timeNsec: range(),
    timeBasis: new Uint8Array(capacity),
    addresses: new Uint8Array(capacity),
    source: new Uint32Array(4 * capacity),
    destination: new Uint32Array(4 * capacity),
    sourcePort: new Uint16Array(capacity),
    port: new Uint16Array(capacity),
    protocol: new Uint8Array(capacity),
    detail: new Uint8Array(capacity),
    length: range(),
    text: new Uint8Array(textBytes),
    textUsed: 0,
    hostStart: range(),
    hostEnd: range(),
    programStart: range(),
    programEnd: range(),
    subjectStart: range(),
    subjectEnd: range(),
  };
}

/** An empty counter batch whose arena holds `textBytes` bytes. */
export function createCounterBatch(capacity: number, textBytes: number): CounterBatch {
  return {
    kind: 'counters',
    capacity,
    rows: 0,
    full: false,
    offset: new Float64Array(capacity),
    line: new Uint32Array(capacity),
    snapshot: new Uint32Array(capacity),
    timeSec: new Float64Array(capacity),
    timeNsec: new Uint32Array(capacity),
    timeBasis: new Uint8Array(capacity),
    value: new Float64Array(capacity),
    text: new Uint8Array(textBytes),
    textUsed: 0,
    nameStart: new Uint32Array(capacity),
    nameEnd: new Uint32Array(capacity),
  };
}

/** Empties a batch for the next rows. */
export function resetBatch(batch: EvidenceBatch): void {
  if (batch.kind === 'packets') batch.firstRecord += batch.rows;
  if (batch.kind !== 'sockets') batch.textUsed = 0;
  batch.rows = 0;
  batch.full = false;
}
