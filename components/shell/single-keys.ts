const STORE = "payoff_single_keys";

/** Whether single keys act: speech input and stray hands press keys too, so that one may switch them off. */
export function areSingleKeysOn(): boolean {
  return localStorage.getItem(STORE) !== "off";
}

export function setSingleKeys(areOn: boolean): void {
  localStorage.setItem(STORE, areOn ? "on" : "off");
}
