export interface ServerOptions {
  /** Folder that `installVSCode` returned. */
  readonly install: string;
  /** Settings, state and log; User/settings.json in it is read at the start. */
  readonly data: string;
  /** Folder of installed extensions. */
  readonly extensions: string;
  /** Further flags of VS Code's server. */
  readonly args?: readonly string[];
  /** Variables for the server and the extension host, over this process's. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** 0, the default, lets the system choose. */
  readonly port?: number;
}

export interface Server {
  readonly port: number;
  /** Resolves when the server ended, wanted or not. */
  readonly ended: Promise<void>;
  /** Ends the server with all that it started. */
  stop(): Promise<void>;
}

/** Starts VS Code's server on 127.0.0.1; rejects with the end of its log when it does not start. */
export function launchServer(options: ServerOptions): Promise<Server>;

/** Installs a .vsix into the extensions folder. */
export function installExtension(options: ServerOptions, vsix: string): Promise<void>;

/** Makes a folder under development an installed extension. */
export function linkExtension(extensions: string, source: string): void;
