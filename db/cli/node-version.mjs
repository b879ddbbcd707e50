const NEEDED = [20, 9];

/**
 * The sentence for a Node.js that is too old, or null. Plain JavaScript without newer syntax: this is what
 * has to run on the old one.
 *
 * @param {string} version `20.11.1`
 */
export function nodeTooOld(version) {
  const [major, minor] = version.split(".").map(Number);
  if (major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1])) return null;
  return `Payoff needs Node.js ${NEEDED.join(".")} or newer, and this is ${version}. Install a newer one from https://nodejs.org.`;
}
