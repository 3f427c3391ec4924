# The translations, resources/translations/watchfloor_<language>.ts, become part of the program as they are found.
# Another language: copy one of them, translate it with Qt Linguist, and configure again. `update_translations` puts the
# texts of the sources into all of them.
find_program(LRELEASE lrelease PATHS /usr/lib/qt6/bin NO_DEFAULT_PATH REQUIRED)
find_program(LUPDATE lupdate PATHS /usr/lib/qt6/bin NO_DEFAULT_PATH REQUIRED)

file(GLOB translations CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/resources/translations/*.ts)
foreach(source ${translations})
  get_filename_component(name ${source} NAME_WE)
  set(released ${CMAKE_CURRENT_BINARY_DIR}/i18n/${name}.qm)
  add_custom_command(OUTPUT ${released} DEPENDS ${source} VERBATIM
    COMMAND ${CMAKE_COMMAND} -E make_directory ${CMAKE_CURRENT_BINARY_DIR}/i18n
    COMMAND ${LRELEASE} -silent ${source} -qm ${released})
  set_source_files_properties(${released} PROPERTIES QT_RESOURCE_ALIAS ${name}.qm)
  list(APPEND released_translations ${released})
endforeach()
qt_add_resources(watchfloor_ui translations PREFIX /i18n FILES ${released_translations})

add_custom_target(update_translations VERBATIM
  COMMAND ${LUPDATE} ui app/watchfloor -locations none -no-obsolete -ts ${translations}
  WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
