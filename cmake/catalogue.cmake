# catalogue(target Type template names...): compiles name.cpp for every name into the target and
# generates, from the template, a source that lists the functions `Type name()`. An explicit list,
# because static linkers drop self-registering objects.
function(catalogue target type template)
  foreach(name ${ARGN})
    target_sources(${target} PRIVATE ${name}.cpp)
  endforeach()
  set(names ${ARGN})
  list(TRANSFORM names REPLACE "(.+)" "${type} \\1()" OUTPUT_VARIABLE declarations)
  list(TRANSFORM names APPEND "()" OUTPUT_VARIABLE calls)
  list(JOIN declarations ";\n" DECLARATIONS)
  list(JOIN calls ", " CALLS)
  string(REPLACE ".in" "" generated ${template})
  configure_file(${template} ${generated})
  target_sources(${target} PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/${generated})
endfunction()
