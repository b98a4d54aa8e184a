// What is used of pcap-parser, which brings no types.

declare module 'pcap-parser' {
  export interface Parser {
    on(
      event: 'packetHeader',
      listener: (header: { timestampSeconds: number; capturedLength: number }) => void,
    ): void;
    on(event: 'packet', listener: () => void): void;
    on(event: 'error', listener: (error: Error) => void): void;
  }
  export function parse(stream: {
    on(event: string, listener: (data: Buffer) => void): unknown;
    pause(): void;
    resume(): void;
  }): Parser;
}
