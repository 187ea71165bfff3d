/** Set by what jest calls before a suite, for what it calls after it. */
declare var stopSharedServer: () => Promise<void>;
