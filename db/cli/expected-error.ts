/** Something that the person at the console can put right: printed as its sentence, without a stack. */
export class ExpectedError extends Error {}
