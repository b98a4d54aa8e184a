// MISP core format with the templates `ddos` (version 5) and `asn` (version 6), the DDoS fingerprint, Timesketch and ECS as JSON Schema,
// each written out from its specification.

const UUID_TEXT = {
  type: 'string',
  pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$',
};
const TEXT = { type: 'string', minLength: 1 };
const TIME = { type: 'string', format: 'date-time', pattern: 'Z$' };
const ADDRESS = { type: 'string', anyOf: [{ format: 'ipv4' }, { format: 'ipv6' }] };
const PORT_TEXT = { type: 'string', pattern: '^[1-9][0-9]{0,4}$' };
const COUNT_TEXT = { type: 'string', pattern: '^[0-9]+$' };
const COUNT = { type: 'integer', minimum: 0 };
const COUNT_OR_NULL = { type: ['integer', 'null'], minimum: 0 };

/** An attribute of a MISP object: the template says which types and values it may have. */
function attributes(template: Record<string, [type: string, category: string, value: object]>): object {
  return {
    type: 'array',
    minItems: 1,
    items: {
      oneOf: Object.entries(template).map(([relation, [type, category, value]]) => ({
        type: 'object',
        additionalProperties: false,
        properties: {
          uuid: UUID_TEXT,
          object_relation: { const: relation },
          type: { const: type },
          category: { const: category },
          value,
          to_ids: { const: false },
        },
        required: ['uuid', 'object_relation', 'type', 'category', 'value', 'to_ids'],
      })),
    },
  };
}

function mispObject(name: string, uuid: string, version: string, attribute: object): object {
  return {
    type: 'object',
    additionalProperties: false,
    properties: {
      uuid: UUID_TEXT,
      name: { const: name },
      'meta-category': { const: 'network' },
      template_uuid: { const: uuid },
      template_version: { const: version },
      timestamp: COUNT_TEXT,
      distribution: { enum: ['0', '1', '2', '3', '4', '5'] },
      comment: { type: 'string' },
      Attribute: attribute,
    },
    required: [
      'uuid',
      'name',
      'meta-category',
      'template_uuid',
      'template_version',
      'timestamp',
      'Attribute',
    ],
  };
}

const DDOS = mispObject('ddos', 'e2f124d6-f57c-4f93-99e6-8450545fa05d', '5', {
  allOf: [
    attributes({
      'ip-src': ['ip-src', 'Network activity', ADDRESS],
      'ip-dst': ['ip-dst', 'Network activity', ADDRESS],
      'domain-dst': ['domain', 'Network activity', { type: 'string', format: 'hostname' }],
      'src-port': ['port', 'Network activity', PORT_TEXT],
      'dst-port': ['port', 'Network activity', PORT_TEXT],
      protocol: ['text', 'Other', { enum: ['TCP', 'UDP', 'ICMP', 'IP'] }],
      'total-pps': ['counter', 'Other', COUNT_TEXT],
      'total-bps': ['counter', 'Other', COUNT_TEXT],
      'first-seen': ['datetime', 'Other', TIME],
      'last-seen': ['datetime', 'Other', TIME],
      text: ['text', 'Other', TEXT],
    }),
    // requiredOneOf of the template.
    {
      type: 'array',
      contains: {
        type: 'object',
        properties: { object_relation: { enum: ['ip-src', 'ip-dst', 'domain-dst'] } },
      },
    },
  ],
});

const ASN = mispObject(
  'asn',
  '4ec55cc6-9e49-4c64-b794-03c25c1a6587',
  '6',
  attributes({
    asn: ['AS', 'Network activity', { type: 'string', pattern: '^[1-9][0-9]*$' }],
    description: ['text', 'Other', TEXT],
  }),
);

/** draft-dulaunoy-misp-core-format, section 2. */
export const MISP_EVENT: object = {
  type: 'object',
  additionalProperties: false,
  required: ['Event'],
  properties: {
    Event: {
      type: 'object',
      additionalProperties: false,
      required: [
        'uuid',
        'info',
        'date',
        'timestamp',
        'published',
        'distribution',
        'threat_level_id',
        'analysis',
      ],
      properties: {
        uuid: UUID_TEXT,
        info: TEXT,
        date: { type: 'string', format: 'date' },
        timestamp: COUNT_TEXT,
        published: { type: 'boolean' },
        distribution: { enum: ['0', '1', '2', '3', '4'] },
        threat_level_id: { enum: ['1', '2', '3', '4'] },
        analysis: { enum: ['0', '1', '2'] },
        Orgc: {
          type: 'object',
          additionalProperties: false,
          required: ['name', 'uuid'],
          properties: { name: TEXT, uuid: UUID_TEXT },
        },
        Tag: {
          type: 'array',
          items: {
            type: 'object',
            additionalProperties: false,
            required: ['name'],
            properties: {
              name: {
                enum: [
                  ...['clear', 'green', 'amber', 'amber+strict', 'red'].map((mark) => `tlp:${mark}`),
                  'rsit:availability="ddos"',
                  ...['amplification', 'reflected-spoofed', 'slow-read', 'flooding', 'post'].map(
                    (type) => `ddos:type="${type}-attack"`,
                  ),
                ],
              },
            },
          },
        },
        Attribute: {
          type: 'array',
          items: {
            type: 'object',
            additionalProperties: false,
            required: ['uuid', 'type', 'category', 'value', 'to_ids'],
            properties: {
              uuid: UUID_TEXT,
              type: { const: 'comment' },
              category: { const: 'Other' },
              value: TEXT,
              to_ids: { const: false },
            },
          },
        },
        Object: { type: 'array', items: { oneOf: [DDOS, ASN] } },
      },
    },
  },
};

const FRACTIONS = { type: 'object', additionalProperties: { type: 'number', minimum: 0, maximum: 1 } };

/** The fields of fingerprint_format.md for captures; null stands where a vector was not measured in packets. */
export const FINGERPRINT: object = {
  type: 'object',
  additionalProperties: false,
  required: [
    'attack_vectors',
    'target',
    'tags',
    'key',
    'time_start',
    'time_end',
    'duration_seconds',
    'total_megabytes',
    'total_packets',
    'total_ips',
    'avg_bps',
    'avg_pps',
    'avg_Bpp',
  ],
  properties: {
    target: { anyOf: [ADDRESS, { type: 'string', pattern: '/[0-9]+$' }, { const: 'Anonymous' }] },
    tags: { type: 'array', items: TEXT },
    key: { type: 'string', pattern: '^[0-9a-f]{32}$' },
    time_start: TIME,
    time_end: TIME,
    duration_seconds: COUNT,
    total_megabytes: COUNT_OR_NULL,
    total_packets: COUNT_OR_NULL,
    total_ips: COUNT,
    avg_bps: COUNT_OR_NULL,
    avg_pps: COUNT_OR_NULL,
    avg_Bpp: COUNT_OR_NULL,
    attack_vectors: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        additionalProperties: false,
        required: [
          'service',
          'protocol',
          'fraction_of_attack',
          'source_port',
          'destination_ports',
          'tcp_flags',
          'nr_packets',
          'nr_megabytes',
          'time_start',
          'duration_seconds',
          'source_ips',
        ],
        properties: {
          service: TEXT,
          protocol: { type: 'string', pattern: '^[A-Z0-9]+$' },
          fraction_of_attack: { type: ['number', 'null'], minimum: 0, maximum: 1 },
          source_port: { anyOf: [{ type: 'integer', minimum: 0, maximum: 65_535 }, { const: 'random' }] },
          destination_ports: { anyOf: [FRACTIONS, { const: 'random' }] },
          tcp_flags: {
            anyOf: [
              { type: 'null' },
              { ...FRACTIONS, propertyNames: { pattern: '^[C.][E.][U.][A.][P.][R.][S.][F.]$' } },
            ],
          },
          nr_packets: COUNT_OR_NULL,
          nr_megabytes: COUNT_OR_NULL,
          nr_requests: COUNT_OR_NULL,
          time_start: TIME,
          duration_seconds: COUNT,
          source_ips: { type: 'array', uniqueItems: true, items: ADDRESS },
        },
      },
    },
  },
};

/** What Timesketch asks of every line: three fields that are there and not empty; `timestamp` is microseconds. */
export const TIMESKETCH: object = {
  type: 'object',
  required: ['message', 'datetime', 'timestamp_desc'],
  properties: {
    message: TEXT,
    datetime: TIME,
    timestamp_desc: TEXT,
    timestamp: { type: 'integer', minimum: 0 },
  },
  additionalProperties: { type: ['string', 'number'] },
};

const WORDS = { type: 'array', minItems: 1, items: TEXT };

/** The field sets of ECS 8 that are used; only `afterflood` is of our own making. */
export const ECS: object = {
  type: 'object',
  additionalProperties: false,
  required: ['@timestamp', 'ecs', 'message', 'event', 'source'],
  properties: {
    '@timestamp': TIME,
    ecs: {
      type: 'object',
      required: ['version'],
      properties: { version: { pattern: '^8\\.', type: 'string' } },
    },
    message: TEXT,
    tags: WORDS,
    event: {
      type: 'object',
      additionalProperties: false,
      required: ['kind', 'category', 'type', 'dataset'],
      properties: {
        kind: { enum: ['alert', 'enrichment', 'event', 'metric', 'signal', 'state'] },
        category: { type: 'array', items: { const: 'network' } },
        type: {
          type: 'array',
          items: { enum: ['access', 'allowed', 'connection', 'denied', 'end', 'info', 'protocol', 'start'] },
        },
        module: TEXT,
        dataset: TEXT,
        start: TIME,
        end: TIME,
        duration: COUNT,
      },
    },
    source: {
      type: 'object',
      additionalProperties: false,
      required: ['ip'],
      properties: {
        address: ADDRESS,
        ip: ADDRESS,
        port: { type: 'integer', minimum: 0, maximum: 65_535 },
        packets: COUNT,
        bytes: COUNT,
        as: {
          type: 'object',
          additionalProperties: false,
          properties: {
            number: { type: 'integer', minimum: 1 },
            organization: { type: 'object', additionalProperties: false, properties: { name: TEXT } },
          },
        },
        geo: {
          type: 'object',
          additionalProperties: false,
          properties: { country_iso_code: { type: 'string', pattern: '^[A-Z]{2}$' } },
        },
      },
    },
    destination: {
      type: 'object',
      additionalProperties: false,
      properties: { ip: ADDRESS, port: { type: 'integer', minimum: 1, maximum: 65_535 } },
    },
    network: {
      type: 'object',
      additionalProperties: false,
      properties: {
        type: { enum: ['ipv4', 'ipv6'] },
        transport: { type: 'string', pattern: '^[a-z0-9-]+$' },
      },
    },
    observer: {
      type: 'object',
      additionalProperties: false,
      properties: { vendor: TEXT, version: TEXT, name: TEXT },
    },
    afterflood: { type: 'object' },
  },
};
