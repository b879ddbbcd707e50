/** Why a file or a body as a whole cannot be read, or not to its end. The message is for people. */
export class FileError extends Error {
  constructor(
    readonly code:
      | "empty"
      | "unsupported"
      | "too_big"
      | "cut_off"
      | "broken"
      | "mapping_needed"
      | "cancelled"
      | "superseded",
    message: string,
  ) {
    super(message);
  }
}
