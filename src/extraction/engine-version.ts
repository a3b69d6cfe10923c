/** Stored with every revision that the engine reads; raised whenever it would read some text differently. */
export const ENGINE_VERSION = "0.2.2";
