// How captures were made as facts, and what of it a reader must be told: cut packets, filters, losses, samples.

import { type CaptureOrigin, filterInWords } from '../model/capture.ts';
import type { EvidenceFacts } from '../model/facts.ts';
import { count, counted } from '../report/units.ts';
import { statedFilter } from './stated-filter.ts';

const MOST_CHARACTERS = 200;
const MOST_NAMED = 8;

/** The origin with its texts cut, and cuts told. */
export function captureFacts(origin: CaptureOrigin): CaptureOrigin {
  return {
    ...origin,
    application: cropped(origin.application),
    interfaces: origin.interfaces.map((each) => ({
      ...each,
      name: cropped(each.name),
      description: cropped(each.description),
      filter: cropped(each.filter),
    })),
  };
}

function cropped(text: string): string {
  return text.length <= MOST_CHARACTERS
    ? text
    : `${text.slice(0, MOST_CHARACTERS)}[cut, ${text.length} characters]`;
}

/** Sentences for the limits: what captures do not hold because of how they were made. */
export function captureLimits(evidence: readonly EvidenceFacts[]): string[] {
  const captures = evidence.filter(({ kind }) => kind === 'packets');
  return [...cutPackets(captures), ...filters(captures), ...losses(captures), ...samples(captures)];
}

function cutPackets(captures: readonly EvidenceFacts[]): string[] {
  const bySnapLength = grouped(
    captures.filter(({ capture }) => capture.packetsCut > 0),
    ({ capture }) => [snapLengths(capture)],
  );
  return [...bySnapLength].map(([snapLength, files]) => {
    const cut = sum(files.map(({ capture }) => capture.packetsCut));
    const of = counted(sum(files.map(({ records }) => records)), 'packet');
    const most = snapLength === '' ? '' : ` (most bytes kept of one, as the file says: ${snapLength})`;
    return `Cut when they were recorded: ${count(cut)} of ${of} in ${named(files)}${most}. Sizes are those on the wire; what was cut off, such as requests and names asked for, is not in the evidence.`;
  });
}

function snapLengths({ interfaces }: CaptureOrigin): string {
  // 0 is no limit.
  const lengths = [...new Set(interfaces.map(({ snapLength }) => snapLength))].filter((each) => each > 0);
  return lengths
    .sort((a, b) => a - b)
    .map(count)
    .join(', ');
}

const KEPT_OUT =
  'Traffic that a filter keeps out is not in the evidence, and that it is missing shows nothing.';

function filters(captures: readonly EvidenceFacts[]): string[] {
  const kinds = (inWords: boolean) =>
    grouped(captures, ({ capture }) =>
      capture.interfaces
        .filter((each) => each.filter !== '' && filterInWords(each) === inWords)
        .map(({ filter }) => filter),
    );
  const stated = grouped(captures, (file) => {
    const filter = statedFilter(file.collectionCommand);
    const known = file.capture.interfaces.some((each) => each.filter !== '');
    return filter === '' || known ? [] : [cropped(filter)];
  });
  const sentences = [
    ...[...kinds(true)].map(
      ([filter, files]) =>
        `Recorded with the capture filter "${filter}", as the file says: ${named(files)}. ${KEPT_OUT}`,
    ),
    ...[...stated].map(
      ([filter, files]) =>
        `Recorded with the capture filter "${filter}", as the stated command says: ${named(files)}. ${KEPT_OUT}`,
    ),
  ];
  const unreadable = [...new Set([...kinds(false).values()].flat())];
  if (unreadable.length > 0)
    sentences.push(
      `Recorded with a capture filter that the file does not give in words: ${named(unreadable)}. ${KEPT_OUT}`,
    );
  return sentences;
}

function losses(captures: readonly EvidenceFacts[]): string[] {
  const files = captures.filter(({ capture }) => (capture.packetsDropped ?? 0) > 0);
  return perFile(
    files,
    ({ capture }) => count(capture.packetsDropped ?? 0),
    (told) =>
      `Packets dropped while they were recorded, as the file counts them: ${told}. Rates and counts are lower bounds there.`,
  );
}

function samples(captures: readonly EvidenceFacts[]): string[] {
  const files = captures.filter(({ samplingRate }) => (samplingRate ?? 1) > 1);
  return perFile(
    files,
    ({ samplingRate }) => `one packet of ${count(samplingRate ?? 1)}`,
    (told) =>
      `Only a sample was recorded, as stated: ${told}. Counts and rates are those of the sample; nothing was multiplied.`,
  );
}

function perFile(
  files: readonly EvidenceFacts[],
  say: (file: EvidenceFacts) => string,
  sentence: (told: string) => string,
): string[] {
  if (files.length === 0) return [];
  const shown = files.slice(0, MOST_NAMED).map((file) => `${say(file)} in ${file.id}`);
  const more = files.length > shown.length ? ` and ${files.length - shown.length} more` : '';
  return [sentence(`${shown.join('; ')}${more}`)];
}

// Rotated captures say the same hundreds of times: one sentence for all that say it.
function grouped(
  files: readonly EvidenceFacts[],
  keys: (file: EvidenceFacts) => string[],
): Map<string, EvidenceFacts[]> {
  const groups = new Map<string, EvidenceFacts[]>();
  for (const file of files)
    for (const key of new Set(keys(file))) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [file]);
      else group.push(file);
    }
  return groups;
}

function named(files: readonly EvidenceFacts[]): string {
  const shown = files.slice(0, MOST_NAMED).map(({ id }) => id);
  const more = files.length > shown.length ? ` and ${files.length - shown.length} more` : '';
  return `${shown.join(', ')}${more}`;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
