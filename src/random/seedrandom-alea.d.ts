/** The alea generator alone: the package's main module would pull a crypto shim into the browser bundle. */
declare module 'seedrandom/lib/alea.js' {
  import type seedrandom from 'seedrandom';
  const alea: typeof seedrandom.alea;
  export default alea;
}
