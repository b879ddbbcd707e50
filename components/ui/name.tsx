import { Fragment } from "react";

/** Longer pieces may be broken anywhere, so that no name makes a page wider than it is. */
const LONGEST_PIECE = 24;

/** A name that a machine gave (a step, a model): it breaks where its words end, not within them. */
export function Name({ children }: { children: string }) {
  const pieces = children.split(/(?<=[_/:])|(?<=[-.])(?=\D)/);
  const breaksAnywhere = pieces.some((piece) => piece.length > LONGEST_PIECE);
  return (
    <span className={breaksAnywhere ? "wrap-anywhere" : "wrap-break-word"}>
      {pieces.map((piece, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one fixed text, in its order
        <Fragment key={index}>
          {index > 0 && <wbr />}
          {piece}
        </Fragment>
      ))}
    </span>
  );
}
