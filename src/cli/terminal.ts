// Progress on a terminal: a bar while evidence is read, nothing at all when stderr is no TTY.

import { SingleBar } from 'cli-progress';

/** A running progress display. */
export interface Progress {
  update(doneBytes: number, totalBytes: number, label: string): void;
  /** Shows what happens now that no bytes are counted. */
  stage(label: string): void;
  stop(): void;
}

/** A progress bar on stderr, or one that shows nothing. */
export function startProgress(): Progress {
  if (!process.stderr.isTTY)
    return { update: () => undefined, stage: () => undefined, stop: () => undefined };
  const bar = new SingleBar({
    format: '{bar} {percentage} %  {mib} of {totalMib} MiB  {label}',
    stream: process.stderr,
    hideCursor: true,
    clearOnComplete: true,
    barsize: 28,
    fps: 8,
  });
  let total = 0;
  const mib = (bytes: number): string => (bytes / 1048576).toFixed(1);
  return {
    update(doneBytes, totalBytes, label) {
      // Standard input has no size: what has been read is all there is to show.
      const whole = Math.max(totalBytes, doneBytes, 1);
      const payload = { mib: mib(doneBytes), totalMib: mib(whole), label };
      if (total === 0) bar.start(whole, doneBytes, payload);
      else if (whole !== total) bar.setTotal(whole);
      total = whole;
      bar.update(doneBytes, payload);
    },
    stage(label) {
      if (total > 0) bar.update({ label });
    },
    stop() {
      if (total > 0) bar.stop();
    },
  };
}
