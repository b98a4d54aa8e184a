// Ids and times of STIX 2.1 objects, and the marks of the Traffic Light Protocol as OASIS publishes them.

import type { IncidentFacts } from '../../model/facts.ts';
import { caseNamespace, uuid5 } from './uuid5.ts';

/** STIX 2.1 section 2.9: the namespace of cyber-observable objects, and of nothing else. */
const OBSERVABLES = '00abedb4-aa42-466c-9c01-fed23315a9b7';

/** Any object of a bundle. */
export interface StixObject {
  type: string;
  id: string;
  [property: string]: unknown;
}

/** RFC 8785 for what ids are made of: texts, whole numbers, lists of texts. */
function canonical(properties: Record<string, unknown>): string {
  const sorted = Object.entries(properties).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(Object.fromEntries(sorted));
}

/** A cyber-observable object; `contributing` are the properties that its id is made of, `rest` all others. */
export function observable(
  type: string,
  contributing: Record<string, unknown>,
  rest: Record<string, unknown> = {},
): StixObject {
  const id = `${type}--${uuid5(OBSERVABLES, canonical(contributing))}`;
  return { type, spec_version: '2.1', id, ...contributing, ...rest };
}

// Extension of STIX for TLP 2.0, and its five marking definitions: fixed by OASIS.
const TLP_EXTENSION = 'extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d';
const TLP_MARKS: Record<string, string> = {
  'TLP:CLEAR': '94868c89-83c2-464b-929b-a1a8aa3c8487',
  'TLP:GREEN': 'bab4a63c-aed9-4cf5-a766-dfca5abac2bb',
  'TLP:AMBER': '55d920b0-5e8b-4f79-9ee9-91f868d9b421',
  'TLP:AMBER+STRICT': '939a9414-2ddd-4d32-a0cd-375ea402b003',
  'TLP:RED': 'e828b379-4e03-4974-9ac4-e53a884c97c1',
};

/** The marking definition of the case; undefined when no handling was stated. */
export function tlpMark({ case: { handling } }: IncidentFacts): StixObject | undefined {
  const uuid = TLP_MARKS[handling];
  if (uuid === undefined) return undefined;
  return {
    type: 'marking-definition',
    spec_version: '2.1',
    id: `marking-definition--${uuid}`,
    created: '2022-10-01T00:00:00.000Z',
    name: handling,
    extensions: {
      [TLP_EXTENSION]: {
        extension_type: 'property-extension',
        tlp_2_0: handling.slice('TLP:'.length).toLowerCase(),
      },
    },
  };
}

/** Makes the domain objects of a case. The id of an object does not depend on the time of the run, so that a second run is a new version of the first. */
export class DomainObjects {
  readonly #namespace: string;
  readonly #common: Record<string, unknown>;

  constructor(facts: IncidentFacts) {
    this.#namespace = caseNamespace(facts);
    const modified = Date.parse(facts.generatedUtc);
    // The first version is dated by the end of the evidence: later runs must not change the date of creation.
    const created = facts.lastUtc === '' ? modified : Math.min(Date.parse(facts.lastUtc), modified);
    const mark = tlpMark(facts);
    this.#common = {
      created: new Date(created).toISOString(),
      modified: new Date(modified).toISOString(),
      ...(facts.case.exercise ? { labels: ['exercise'] } : {}),
      ...(mark === undefined ? {} : { object_marking_refs: [mark.id] }),
    };
  }

  /** The id of an object of that type about something. */
  id(type: string, about: string): string {
    return `${type}--${uuid5(this.#namespace, `stix ${type} ${about}`)}`;
  }

  make(type: string, about: string, properties: Record<string, unknown>): StixObject {
    return { type, spec_version: '2.1', id: this.id(type, about), ...this.#common, ...properties };
  }
}
