export * from './offer.js';
export * from './ordered-fallback.js';
