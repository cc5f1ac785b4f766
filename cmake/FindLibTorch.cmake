# Finds LibTorch without its own CMake package, which demands a CUDA toolkit at configure time.
#
# SOUNDMASK_TORCH_ROOT names a folder with include/ and lib/ (LibTorch >= 2.1). Result: the target LibTorch::LibTorch.
# Only the CPU libraries are linked: libtorch.so would pull all of CUDA in. libtorch_cpu.so of a CUDA build refers to
# CUDA libraries that are opened at run time if at all, hence --allow-shlib-undefined.
find_path(LibTorch_INCLUDE_DIR ATen/ATen.h PATHS "${SOUNDMASK_TORCH_ROOT}/include" NO_DEFAULT_PATH)
find_library(LibTorch_CPU_LIBRARY torch_cpu PATHS "${SOUNDMASK_TORCH_ROOT}/lib" NO_DEFAULT_PATH)
find_library(LibTorch_C10_LIBRARY c10 PATHS "${SOUNDMASK_TORCH_ROOT}/lib" NO_DEFAULT_PATH)
mark_as_advanced(LibTorch_INCLUDE_DIR LibTorch_CPU_LIBRARY LibTorch_C10_LIBRARY)

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(LibTorch
    REQUIRED_VARS LibTorch_CPU_LIBRARY LibTorch_C10_LIBRARY LibTorch_INCLUDE_DIR)

if(LibTorch_FOUND AND NOT TARGET LibTorch::LibTorch)
    add_library(LibTorch::LibTorch INTERFACE IMPORTED)
    target_include_directories(LibTorch::LibTorch SYSTEM INTERFACE "${LibTorch_INCLUDE_DIR}")
    target_link_libraries(LibTorch::LibTorch INTERFACE "${LibTorch_CPU_LIBRARY}" "${LibTorch_C10_LIBRARY}")
    target_link_options(LibTorch::LibTorch INTERFACE -Wl,--allow-shlib-undefined)
endif()
