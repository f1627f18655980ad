# One place for what every target of the project shares.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_VERIFY_INTERFACE_HEADER_SETS ON) # the target all_verify_interface_header_sets, in no default build
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()

option(ANNAI_WARNINGS_ARE_ERRORS "Stop the build at a compiler warning" OFF)
option(ANNAI_SANITIZE "Build with AddressSanitizer and UndefinedBehaviorSanitizer" OFF)

add_library(annai_settings INTERFACE)
target_compile_options(annai_settings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual
  -Wcast-align -Wconversion -Wno-sign-conversion)
if(ANNAI_WARNINGS_ARE_ERRORS)
  target_compile_options(annai_settings INTERFACE -Werror)
endif()
# -Wmaybe-uninitialized gives false alarms in g++ 12 once the sanitizers have rewritten the code; the plain
# builds keep it. (-Wnull-dereference gives them inside the standard library even without.)
if(ANNAI_SANITIZE)
  target_compile_options(annai_settings INTERFACE
    -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
    -Wno-maybe-uninitialized)
  target_link_options(annai_settings INTERFACE -fsanitize=address,undefined)
endif()
add_library(annai::settings ALIAS annai_settings)

# annai_library(NAME <name> SOURCES … HEADERS … LINKS … PRIVATE_LINKS …)
# A static library annai_<name> (alias annai::<name>) whose includes start at src/.
function(annai_library)
  cmake_parse_arguments(ARG "" "NAME" "SOURCES;HEADERS;LINKS;PRIVATE_LINKS" ${ARGN})
  add_library(annai_${ARG_NAME} STATIC ${ARG_SOURCES})
  add_library(annai::${ARG_NAME} ALIAS annai_${ARG_NAME})
  # Importers are included from the project's root ("importers/…"), everything else from src/.
  if(CMAKE_CURRENT_SOURCE_DIR MATCHES "/importers(/|$)")
    set(base "${PROJECT_SOURCE_DIR}")
  else()
    set(base "${PROJECT_SOURCE_DIR}/src")
  endif()
  target_sources(annai_${ARG_NAME} PUBLIC FILE_SET HEADERS BASE_DIRS "${base}" FILES ${ARG_HEADERS})
  target_link_libraries(annai_${ARG_NAME} PUBLIC ${ARG_LINKS} PRIVATE annai::settings ${ARG_PRIVATE_LINKS})
endfunction()

# annai_test(NAME <name> SOURCES … LINKS …)
# A doctest executable that links only the libraries its folder declares, so that a forbidden
# dependency fails to link.
function(annai_test)
  cmake_parse_arguments(ARG "" "NAME" "SOURCES;LINKS" ${ARGN})
  add_executable(test_${ARG_NAME} ${ARG_SOURCES} "${PROJECT_SOURCE_DIR}/tests/main.cpp")
  target_include_directories(test_${ARG_NAME} PRIVATE "${PROJECT_SOURCE_DIR}/tests")
  target_compile_definitions(test_${ARG_NAME} PRIVATE ANNAI_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  target_link_libraries(test_${ARG_NAME} PRIVATE annai::settings doctest::doctest ${ARG_LINKS})
  add_test(NAME ${ARG_NAME} COMMAND test_${ARG_NAME} WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
endfunction()
