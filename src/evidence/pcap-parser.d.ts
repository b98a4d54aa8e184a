// What is used of pcap-parser, which brings no types.

declare module 'pcap-parser' {
  interface Parser {
    on(event: 'packetHeader', listener: (header: { capturedLength: number }) => void): void;
    on(event: 'packet', listener: () => void): void;
    on(event: 'error', listener: (error: Error) => void): void;
  }
  const pcapParser: {
    parse(stream: {
      on(event: string, listener: (data: Buffer) => void): unknown;
      pause(): void;
      resume(): void;
    }): Parser;
  };
  export default pcapParser;
}
