// XARF v4 as JSON Schema, written out from the specification: core, connection/ddos and vulnerability/open_service.

const TEXT = { type: 'string', minLength: 1 };
const TIME = { type: 'string', format: 'date-time' };
const PORT = { type: 'integer', minimum: 1, maximum: 65_535 };
const RATE = { type: 'integer', minimum: 1 };
const ADDRESS = { type: 'string', anyOf: [{ format: 'ipv4' }, { format: 'ipv6' }] };
const UUID_4 = '^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$';
const TAG = '^[a-z0-9][a-z0-9_+-]*:[a-z0-9][a-z0-9_+-]*$';

const PARTY = {
  type: 'object',
  additionalProperties: false,
  required: ['org', 'contact', 'domain'],
  properties: {
    org: { ...TEXT, maxLength: 200 },
    contact: { type: 'string', format: 'email' },
    domain: { type: 'string', format: 'hostname' },
  },
};

const EVIDENCE = {
  type: 'object',
  additionalProperties: false,
  required: ['content_type', 'payload'],
  properties: {
    content_type: TEXT,
    payload: { type: 'string', pattern: '^[A-Za-z0-9+/]+={0,2}$' },
    description: { type: 'string', maxLength: 500 },
    hash: { type: 'string', pattern: '^sha256:[0-9a-f]{64}$' },
    size: { type: 'integer', minimum: 0, maximum: 5_242_880 },
  },
};

const CORE = {
  type: 'object',
  required: [
    'xarf_version',
    'report_id',
    'timestamp',
    'reporter',
    'sender',
    'source_identifier',
    'category',
    'type',
  ],
  properties: {
    xarf_version: { type: 'string', pattern: '^4\\.\\d+\\.\\d+$' },
    report_id: { type: 'string', format: 'uuid', pattern: UUID_4 },
    timestamp: TIME,
    reporter: PARTY,
    sender: PARTY,
    source_identifier: TEXT,
    source_port: PORT,
    category: {
      enum: [
        'connection',
        'content',
        'copyright',
        'infrastructure',
        'messaging',
        'reputation',
        'vulnerability',
      ],
    },
    type: TEXT,
    evidence_source: {
      enum: ['firewall_logs', 'ids_detection', 'flow_analysis', 'traffic_monitoring', 'honeypot'],
    },
    evidence: { type: 'array', maxItems: 50, items: EVIDENCE },
    confidence: { type: 'number', minimum: 0, maximum: 1 },
    tags: { type: 'array', maxItems: 20, uniqueItems: true, items: { type: 'string', pattern: TAG } },
    description: { type: 'string', maxLength: 1000 },
    _internal: false,
  },
};

const DDOS = {
  required: ['protocol', 'first_seen'],
  properties: {
    category: { const: 'connection' },
    protocol: { enum: ['tcp', 'udp', 'icmp', 'sctp'] },
    first_seen: TIME,
    last_seen: TIME,
    destination_ip: ADDRESS,
    destination_port: PORT,
    attack_vector: { type: 'string', pattern: '^[a-z0-9_]+$' },
    peak_pps: RATE,
    peak_bps: RATE,
    duration_seconds: { type: 'integer', minimum: 0 },
  },
  // A source that is an address needs a port.
  if: { properties: { source_identifier: ADDRESS } },
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  then: { required: ['source_port'] },
};

const OPEN_SERVICE = {
  required: ['service'],
  properties: { category: { const: 'vulnerability' }, service: TEXT },
};

/** A report of one of the two types that are written. */
export const XARF: object = {
  ...CORE,
  oneOf: [
    { ...DDOS, properties: { ...DDOS.properties, type: { const: 'ddos' } } },
    { ...OPEN_SERVICE, properties: { ...OPEN_SERVICE.properties, type: { const: 'open_service' } } },
  ],
};
