export * from './offer.js';
export * from './ordered-fallback.js';
export * from './strategy/index.js';
