// A second, independent reader of classic pcap files, which counts packets for `verify`. The only importer of pcap-parser: it reads no
// pcapng and no nanoseconds, and ends in silence on a cut file, so that it confirms counts and never makes them.

import { EventEmitter } from 'node:events';
import { parse } from 'pcap-parser';

/** Longest packet that is waited for: the reader keeps all bytes of a packet until it is whole. */
const MOST_BYTES = 64 << 20;
/** Magic numbers of pcap, in both byte orders: where a time should be they begin another file, which this reader takes for a packet. */
const MAGIC = [0xa1b2c3d4, 0xd4c3b2a1, 0xa1b23c4d, 0x4d3cb2a1, 0xa1b2cd34, 0x34cdb2a1];

/** Counts the packets of one file. */
export class SecondReader {
  #packets = 0;
  #problem = '';
  readonly #stream: EventEmitter;

  constructor() {
    const stream = Object.assign(new EventEmitter(), { pause: () => undefined, resume: () => undefined });
    this.#stream = stream;
    const parser = parse(stream);
    parser.on('packetHeader', ({ timestampSeconds, capturedLength }) => {
      if (capturedLength === 0 && MAGIC.includes(timestampSeconds))
        this.#problem ||= 'several files joined in one';
      if (capturedLength > MOST_BYTES) this.#problem ||= `a packet claims ${capturedLength} bytes`;
    });
    parser.on('packet', () => {
      this.#packets++;
    });
    parser.on('error', (error) => {
      this.#problem = error.message;
    });
  }

  /** The next bytes of the file, in order. They may be reused afterwards. */
  push(bytes: Uint8Array): void {
    if (this.#problem === '') this.#stream.emit('data', Buffer.from(bytes));
  }

  get packets(): number {
    return this.#packets;
  }

  /** Why the file is not for this reader; '' when it was read. */
  get problem(): string {
    return this.#problem;
  }
}
