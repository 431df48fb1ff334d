#!/usr/bin/env node
import process from 'node:process';

// Errors then name the sources. What is loaded before is not mapped, so that nothing of ours is.
if (process.argv.includes('--debug')) process.setSourceMapsEnabled(true);
await import('./begin.js');
