// data/exchange/timeline.jsonl: the timeline for Timesketch, one event a line, with the names of timeline.csv. What is unknown is left out.

import { timelineColumns } from '../csv/timeline.ts';
import { safeJson } from '../json.ts';
import { type ReportInput, type ReportWriter, type WrittenFile, writeWholeFile } from '../writer.ts';
import { EXCHANGE_FOLDER } from './shared.ts';

/** The timeline as JSON lines. */
export const timelineJsonl: ReportWriter = {
  id: 'timeline-jsonl',
  title: 'the whole timeline for Timesketch, demands and work among it',
  async write({ facts }: ReportInput, directory: string): Promise<WrittenFile[]> {
    const columns = timelineColumns();
    const lines = facts.timeline.map((event) => {
      const line: Record<string, unknown> = {};
      for (const { name, cell } of columns) {
        const value = cell(event);
        if (value !== undefined && value !== '') line[name] = value;
      }
      return `${safeJson(line)}\n`;
    });
    const path = `${EXCHANGE_FOLDER}/timeline.jsonl`;
    return [await writeWholeFile(directory, path, timelineJsonl.title, lines.join(''))];
  },
};
