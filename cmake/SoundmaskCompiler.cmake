# Language level, warnings, sanitizers and build speed, the same for every target.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
set(CMAKE_LIBRARY_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/lib")

# Optimised (real videos in tests) yet with assertions and line numbers.
set(CMAKE_CXX_FLAGS_DEV "-O2 -g1")

# No fused multiply-add behind our back: golden values and synthetic data are equal bit for bit on any machine.
add_compile_options(-Wall -Wextra -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -ffp-contract=off)

if(SOUNDMASK_SANITIZE)
    add_compile_options(-fsanitize=${SOUNDMASK_SANITIZE} -fno-omit-frame-pointer)
    add_link_options(-fsanitize=${SOUNDMASK_SANITIZE})
endif()

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
    set(CMAKE_CXX_COMPILER_LAUNCHER "${CCACHE_PROGRAM}")
endif()
find_program(MOLD_PROGRAM mold)
if(MOLD_PROGRAM)
    add_link_options(-fuse-ld=mold)
endif()
