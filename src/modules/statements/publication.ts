/** Which statements readers see, as conditions on a statement's row. */

/** What an editor has rejected is no statement: no list has it unless it is asked for. */
export const notRejected = (alias: string): string => `${alias}.review <> 'rejected'`;

/** What readers without a key see where only reviewed statements are published. */
export const published = (alias: string): string => `${alias}.review IN ('accepted', 'corrected')`;

/** What a reader sees who asks for no particular state of review. */
export const visible = (alias: string, publishedOnly: boolean): string =>
  publishedOnly ? published(alias) : notRejected(alias);
