/** A path of this site to return to, or `/`: never another site, whatever a link says. */
export function returnPath(given: string | string[] | undefined): string {
  const path = Array.isArray(given) ? given[0] : given;
  if (!path || !/^\/(?![/\\])[^\\\s]*$/.test(path)) return "/";
  const here = "http://payoff.invalid";
  return URL.canParse(path, here) && new URL(path, here).origin === here ? path : "/";
}
