// The one function of svg-to-pdfkit, which ships no types.

declare module 'svg-to-pdfkit' {
  interface Options {
    width: number;
    height: number;
    preserveAspectRatio: string;
    assumePt: boolean;
    fontCallback: (family: string, bold: boolean, italic: boolean) => string;
    warningCallback: (message: string) => void;
  }
  function svgToPdf(document: PDFKit.PDFDocument, svg: string, x: number, y: number, options: Options): void;
  export = svgToPdf;
}
