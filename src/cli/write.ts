/**
 * Writes all of a text. A reader that went away (`archlint | head`) is no error: what is left is for nobody. The process
 * must end by itself afterwards, for `process.exit` would cut what the pipe has not taken yet.
 */
export function writeFully(stream: NodeJS.WritableStream, text: string): Promise<void> {
  if (text === "") return Promise.resolve();
  return new Promise((resolve, reject) => {
    const settle = (error?: NodeJS.ErrnoException | null): void => {
      if (error && error.code !== "EPIPE" && error.code !== "ERR_STREAM_DESTROYED") reject(error);
      else resolve();
    };
    // Stays attached: the stream may tell of a closed pipe once more, after the callback.
    if (stream.listenerCount("error") === 0) stream.on("error", settle);
    stream.write(text, settle);
  });
}
