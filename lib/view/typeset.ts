/** A sentence of a verdict or a note as it is shown: a number and its % sign stay on one line. */
export function typeset(sentence: string): string {
  return sentence.replace(/(\d) %/g, "$1\u202f%");
}
