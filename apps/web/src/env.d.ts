/// <reference types="vite/client" />

declare module 'virtual:later-icons';
