#pragma once

// The compiler makes one version of the function for each instruction set; the loader picks at run time.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define DNB_TARGET_CLONES __attribute__((target_clones("default", "avx2")))
#else
#define DNB_TARGET_CLONES
#endif
