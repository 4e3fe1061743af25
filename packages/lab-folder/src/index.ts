export { type Clone, type CloneLimits, cloneLimits, cloneShallow } from './clone.ts';
export { type GitAddress, isGitAddress, readGitAddress } from './git-address.ts';
export { LabFolderError } from './lab-folder-error.ts';
export { type LabFolder, readLabFolder } from './read-lab-folder.ts';
