/** The process that started us, looked up before anything else: a parent that dies meanwhile is noticed later. */
export const PARENT = process.ppid;
