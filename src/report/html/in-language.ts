// The titles and labels of the page in the language of the case: they are made in English and looked up once, when all is put together.

import type { DocumentLanguage } from '../text/language.ts';
import type { PageModel, PageSection, PageTable } from './model.ts';

/** A table with its caption, columns and note in the language; its cells are so already. */
export function tableIn({ saidOrWritten: said }: DocumentLanguage, table: PageTable): PageTable {
  const [one, many] = table.noun;
  return {
    ...table,
    caption: said(table.caption),
    noun: [said(one), said(many)],
    columns: table.columns.map((column) => ({ ...column, title: said(column.title) })),
    note: said(table.note),
  };
}

function sectionIn(language: DocumentLanguage, section: PageSection): PageSection {
  const { said } = language;
  return {
    ...section,
    title: said(section.title),
    short: said(section.short),
    tables: section.tables.map((table) => tableIn(language, table)),
    blocks: section.blocks.map((block) => ({
      ...block,
      tables: block.tables.map((table) => tableIn(language, table)),
    })),
  };
}

/** The page in the language; sentences and cells are so already. */
export function inLanguage(language: DocumentLanguage, page: PageModel): PageModel {
  return {
    ...page,
    tiles: page.tiles.map((tile) => ({ ...tile, label: language.said(tile.label) })),
    sections: page.sections.map((section) => sectionIn(language, section)),
  };
}
