/** A sentence as it is shown: a number stays on one line with its % sign, an amount with what stands before its $. */
export function typeset(sentence: string): string {
  return sentence.replace(/(\d) %/g, "$1\u202f%").replace(/([−+])\$/g, "$1\u2060$");
}
