/** Error codes of the CNI specification 1.1.0, section 2 ("Error"); from 100 on they are the plugin's own. */
export const codes = {
  incompatibleVersion: 1,
  unsupportedField: 2,
  unknownContainer: 3,
  invalidEnvironment: 4,
  inputOutput: 5,
  undecodable: 6,
  invalidConfiguration: 7,
  tryAgain: 11,
  notAvailable: 50,
  notAsAdded: 100,
} as const;

/** A failure that the runtime is told. */
export class CniError extends Error {
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}
