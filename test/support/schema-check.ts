// Checks values against JSON Schemas (draft 2020-12) written out from the specifications, with formats asserted.

import assert from 'node:assert/strict';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

/** A check that throws with what is wrong; strict, so that a mistake in the schema itself is one too. */
export function schemaCheck(schema: object): (value: unknown, what: string) => void {
  const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, allowUnionTypes: true });
  formats.default(ajv);
  const validate = ajv.compile(schema);
  return (value, what) => {
    if (validate(value)) return;
    const errors = (validate.errors ?? []).slice(0, 5).map((each) => `${each.instancePath} ${each.message}`);
    assert.fail(`${what}: ${errors.join('; ')}\n${JSON.stringify(value).slice(0, 600)}`);
  };
}
