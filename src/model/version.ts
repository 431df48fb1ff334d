/** Version of the engine: part of every result and of every saved state. Equal to that of the package (tested). */
export const ENGINE_VERSION = '0.1.0';
