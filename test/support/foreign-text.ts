// Puts a text of strangers before every text in facts that people, networks or attackers chose; identifiers and words from lists stay.

const CHOSEN = new Set(
  `asName message what item service note text by person description name host title sector targets userAgent userAgentsTop httpPath method
howMeasured fileName path collectedBy collectionCommand hostRole notes subject captureFilter interfaceText clockOffsetMethod organisation
reason ticket task client project`.split(/\s/),
);

/** Changes the value in place. */
export function withForeignText(value: object, foreign: string): void {
  const fields = value as Record<string, unknown>;
  for (const [key, inner] of Object.entries(value)) {
    if (typeof inner === 'string' && CHOSEN.has(key)) fields[key] = foreign + inner;
    else if (Array.isArray(inner) && CHOSEN.has(key))
      fields[key] = inner.map((one: unknown) => (typeof one === 'string' ? foreign + one : one));
    if (typeof fields[key] === 'object' && fields[key] !== null) withForeignText(fields[key], foreign);
  }
}
