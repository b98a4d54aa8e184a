// The STIX 2.1 objects of our bundles as JSON Schema, written out from the specification (OASIS standard, 10 June 2021). Keys that it does not know are refused.

const UUID_5 = '[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}';
const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}';
// Section 3.2: milliseconds at most for created and modified; any precision elsewhere; always Z.
const MILLISECONDS = { type: 'string', format: 'date-time', pattern: '^[^.]+\\.\\d{3}Z$' };
const TIME = { type: 'string', format: 'date-time', pattern: 'Z$' };
const TEXT = { type: 'string', minLength: 1 };
const PORT = { type: 'integer', minimum: 0, maximum: 65_535 };
const COUNT = { type: 'integer', minimum: 0 };

function reference(...types: string[]): object {
  return { type: 'string', pattern: `^(${types.join('|')})--${UUID}$` };
}

function references(...types: string[]): object {
  return { type: 'array', minItems: 1, uniqueItems: true, items: reference(...types) };
}

function object(type: string, properties: object, required: string[]): object {
  return {
    type: 'object',
    additionalProperties: false,
    properties: {
      type: { const: type },
      spec_version: { const: '2.1' },
      id: { type: 'string', pattern: `^${type}--${UUID_5}$` },
      ...properties,
    },
    required: ['type', 'id', ...required],
  };
}

/** Section 3.2: common properties of domain and relationship objects. */
function domain(type: string, properties: object, required: string[]): object {
  const common = {
    created_by_ref: reference('identity'),
    created: MILLISECONDS,
    modified: MILLISECONDS,
    labels: { type: 'array', minItems: 1, items: TEXT },
    confidence: { type: 'integer', minimum: 0, maximum: 100 },
    object_marking_refs: references('marking-definition'),
  };
  return object(type, { ...common, ...properties }, ['spec_version', 'created', 'modified', ...required]);
}

const EXTERNAL_REFERENCE = {
  type: 'object',
  additionalProperties: false,
  properties: { source_name: TEXT, external_id: TEXT, url: { type: 'string', format: 'uri' } },
  required: ['source_name', 'external_id'],
};

const OBJECTS: Record<string, object> = {
  identity: domain(
    'identity',
    {
      name: TEXT,
      identity_class: { enum: ['individual', 'group', 'system', 'organization', 'class', 'unknown'] },
    },
    ['name'],
  ),
  'attack-pattern': domain(
    'attack-pattern',
    {
      name: TEXT,
      description: TEXT,
      external_references: { type: 'array', minItems: 1, items: EXTERNAL_REFERENCE },
    },
    ['name'],
  ),
  indicator: domain(
    'indicator',
    {
      name: TEXT,
      description: TEXT,
      indicator_types: {
        type: 'array',
        minItems: 1,
        items: {
          enum: [
            'anomalous-activity',
            'anonymization',
            'benign',
            'compromised',
            'malicious-activity',
            'attribution',
            'unknown',
          ],
        },
      },
      pattern: { type: 'string', pattern: "^\\[ipv[46]-addr:value = '[0-9a-f.:]+'\\]$" },
      pattern_type: { const: 'stix' },
      valid_from: TIME,
      valid_until: TIME,
    },
    ['pattern', 'pattern_type', 'valid_from'],
  ),
  'observed-data': domain(
    'observed-data',
    {
      first_observed: TIME,
      last_observed: TIME,
      number_observed: { type: 'integer', minimum: 1, maximum: 999_999_999 },
      object_refs: references('ipv4-addr', 'ipv6-addr', 'network-traffic', 'autonomous-system'),
    },
    ['first_observed', 'last_observed', 'number_observed', 'object_refs'],
  ),
  note: domain('note', { abstract: TEXT, content: TEXT, object_refs: references('observed-data') }, [
    'content',
    'object_refs',
  ]),
  report: domain(
    'report',
    {
      name: TEXT,
      description: TEXT,
      report_types: {
        type: 'array',
        minItems: 1,
        items: { enum: ['attack-pattern', 'indicator', 'observed-data', 'threat-report'] },
      },
      published: TIME,
      object_refs: references('[a-z0-9-]+'),
    },
    ['name', 'published', 'object_refs'],
  ),
  relationship: domain(
    'relationship',
    {
      relationship_type: { enum: ['based-on', 'indicates'] },
      source_ref: reference('indicator'),
      target_ref: reference('observed-data', 'attack-pattern'),
    },
    ['relationship_type', 'source_ref', 'target_ref'],
  ),
  'ipv4-addr': object(
    'ipv4-addr',
    { value: { type: 'string', format: 'ipv4' }, belongs_to_refs: references('autonomous-system') },
    ['value'],
  ),
  'ipv6-addr': object(
    'ipv6-addr',
    { value: { type: 'string', format: 'ipv6' }, belongs_to_refs: references('autonomous-system') },
    ['value'],
  ),
  'autonomous-system': object(
    'autonomous-system',
    { number: { type: 'integer', minimum: 1, maximum: 0xffffffff }, name: TEXT },
    ['number'],
  ),
  'network-traffic': object(
    'network-traffic',
    {
      start: TIME,
      end: TIME,
      src_ref: reference('ipv4-addr', 'ipv6-addr'),
      dst_ref: reference('ipv4-addr', 'ipv6-addr'),
      src_port: PORT,
      dst_port: PORT,
      protocols: { type: 'array', minItems: 1, items: { type: 'string', pattern: '^[a-z0-9-]+$' } },
      src_packets: COUNT,
      src_byte_count: COUNT,
    },
    ['protocols', 'src_ref'],
  ),
  'marking-definition': {
    type: 'object',
    additionalProperties: false,
    properties: {
      type: { const: 'marking-definition' },
      spec_version: { const: '2.1' },
      id: reference('marking-definition'),
      created: MILLISECONDS,
      name: TEXT,
      extensions: { type: 'object' },
    },
    required: ['type', 'spec_version', 'id', 'created'],
  },
};

/** A whole bundle. */
export const STIX_BUNDLE: object = {
  type: 'object',
  additionalProperties: false,
  properties: {
    type: { const: 'bundle' },
    id: { type: 'string', pattern: `^bundle--${UUID_5}$` },
    objects: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        required: ['type'],
        properties: { type: { enum: Object.keys(OBJECTS) } },
        allOf: Object.entries(OBJECTS).map(([type, schema]) => ({
          if: { properties: { type: { const: type } } },
          // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
          then: schema,
        })),
      },
    },
  },
  required: ['type', 'id', 'objects'],
};
