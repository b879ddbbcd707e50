/** The event on the document by which all charts of a page turn into tables, and back. */
export const SWITCH_TABLES = "payoff:switch-tables";
