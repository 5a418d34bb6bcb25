// What every page gains when script is on. Everything here works without it, more slowly.
