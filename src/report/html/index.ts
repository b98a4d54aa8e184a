// report.html: the whole case as one interactive page that opens from disk, without a network.

import { chartsOf } from '../documents.ts';
import { documentLanguage } from '../text/language.ts';
import { type ReportInput, type ReportWriter, type WrittenFile, writeWholeFile } from '../writer.ts';
import { pageText } from './page.ts';
import { pageModel } from './sections.ts';
import { sourceTable } from './source-columns.ts';

/** The interactive page. */
export const reportHtml: ReportWriter = {
  id: 'html',
  title: 'the whole case as one interactive page',
  async write({ facts, rows }: ReportInput, directory: string): Promise<WrittenFile[]> {
    const language = documentLanguage(facts.case.writtenIn);
    const [charts, sources] = await Promise.all([chartsOf(facts), sourceTable(facts, rows, language)]);
    const page = pageText(pageModel(facts, charts), sources, language);
    return [
      await writeWholeFile(
        directory,
        'report.html',
        'the whole case as one interactive page; opens without a network',
        page,
      ),
    ];
  },
};
