/** Versions of the specification that the plugin speaks, the newest last. */
export const supportedVersions: readonly string[] = ['0.4.0', '1.0.0', '1.1.0'];
