/** Why something cannot be renamed, a sentence for the author. */
export interface Refused {
  readonly refused: string;
}
