/** What is to be said about something; everything in Markdown, text of the file made harmless. */
export interface Description {
  readonly title: string;
  /** A sentence or two each. */
  readonly facts: readonly string[];
}
