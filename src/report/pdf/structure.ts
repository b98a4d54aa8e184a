// The logical structure of a document (tagged PDF, ISO 32000-1 section 14.8): what is a heading, a table, a figure, and what is mere decoration.

/** Standard structure types, ISO 32000-1 section 14.8.4. */
export type Tag =
  | 'H1'
  | 'H2'
  | 'H3'
  | 'P'
  | 'Caption'
  | 'Table'
  | 'TR'
  | 'TH'
  | 'TD'
  | 'Figure'
  | 'L'
  | 'LI'
  | 'Lbl'
  | 'LBody'
  | 'TOC'
  | 'TOCI';

/** Attributes of an element. */
export interface TagOptions {
  /** What a figure shows, in words. */
  alt?: string;
  /** Columns that a cell of a table spans. */
  columns?: number;
  /** Left, top, right and bottom of a figure, points from the top left corner of the page. */
  box?: [number, number, number, number];
}

/** An element that was begun; only the structure that made it looks inside. */
export interface Element {
  readonly tag: string;
  readonly node: PDFKit.PDFStructureElement;
}

/** Keeps the tree of elements beside what is drawn. Every mark on a page is in an element or an artifact. */
export class Structure {
  readonly #doc: PDFKit.PDFDocument;
  readonly #open: Element[];
  #inArtifact = false;

  constructor(doc: PDFKit.PDFDocument) {
    this.#doc = doc;
    const node = doc.struct('Document');
    doc.addStructure(node);
    this.#open = [{ tag: 'Document', node }];
  }

  /** An element at this place of the reading order; what belongs in it may be drawn later. */
  place(tag: Tag, { alt, columns = 1, box }: TagOptions = {}): Element {
    const options = {
      ...(alt === undefined ? {} : { alt }),
      ...(box === undefined ? {} : { bbox: box }),
      ...(tag === 'TH' ? { scope: 'Column' } : {}),
    };
    const node = this.#doc.struct(tag, options);
    if (columns > 1) {
      const { data } = (node as unknown as { dictionary: { data: Record<string, unknown> } }).dictionary;
      data.A = { O: 'Table', ColSpan: columns };
    }
    this.#open.at(-1)!.node.add(node);
    return { tag, node };
  }

  /** What `draw` draws belongs into an element that was placed. */
  within(element: Element, draw: () => void): void {
    this.#open.push(element);
    draw();
    this.#open.pop();
  }

  /** What `draw` draws is for the eye only: page frames, lines, boxes. */
  artifact(type: 'Pagination' | 'Layout', draw: () => void): void {
    if (this.#inArtifact) {
      draw();
      return;
    }
    this.#inArtifact = true;
    this.#doc.markContent('Artifact', { type });
    draw();
    this.#doc.endMarkedContent();
    this.#inArtifact = false;
  }

  /** `draw` marks the page with content of the open element; of a paragraph where none is open. */
  content(draw: () => void): void {
    if (this.#inArtifact) {
      draw();
      return;
    }
    const { tag, node } = this.#open.length > 1 ? this.#open.at(-1)! : this.place('P');
    node.add(this.#doc.markStructureContent(tag));
    draw();
    this.#doc.endMarkedContent();
  }
}
