# cpack runs this on the files that it is about to pack.
set(root ${CPACK_TEMPORARY_INSTALL_DIRECTORY})

# A tree that is unpacked anywhere does not know its path: there, `oauthctl setup timer` writes the units.
if(CPACK_GENERATOR STREQUAL TGZ)
  file(REMOVE_RECURSE ${root}/share/systemd)
  execute_process(COMMAND ${CMAKE_CURRENT_LIST_DIR}/bundle ${root} COMMAND_ERROR_IS_FATAL ANY)
  return()
endif()

# The rest is for Debian: its places, its compression, its words about the licence.
set(usr ${root}/usr)
set(docs ${usr}/share/doc/oauthctl)
set(debian ${CMAKE_CURRENT_LIST_DIR}/debian)

foreach(unit oauthctl-renew@.service oauthctl-renew@.timer)
  file(READ ${usr}/share/systemd/user/${unit} text)
  string(REGEX REPLACE "ExecStart=.*/usr/bin/oauthctl\"?" "ExecStart=/usr/bin/oauthctl" text "${text}")
  file(WRITE ${usr}/lib/systemd/user/${unit} "${text}")
endforeach()
file(REMOVE_RECURSE ${usr}/share/systemd)
if(EXISTS ${usr}/share/zsh)
  file(RENAME ${usr}/share/zsh/site-functions ${usr}/share/zsh/vendor-completions)
endif()

file(REMOVE ${docs}/LICENSE) # Debian has it in /usr/share/common-licenses
file(COPY_FILE ${debian}/copyright ${docs}/copyright)
file(RENAME ${docs}/changelog.md ${docs}/changelog)
set(ENV{LC_ALL} C)
if(DEFINED ENV{SOURCE_DATE_EPOCH})
  set(seconds $ENV{SOURCE_DATE_EPOCH})
else()
  file(TIMESTAMP ${docs}/changelog seconds "%s" UTC)
endif()
execute_process(COMMAND date --utc --rfc-email --date=@${seconds} OUTPUT_VARIABLE DATE
  OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
set(VERSION ${CPACK_PACKAGE_VERSION}-${CPACK_DEBIAN_PACKAGE_RELEASE})
configure_file(${debian}/changelog.in ${docs}/changelog.Debian @ONLY)
configure_file(${debian}/lintian-overrides ${usr}/share/lintian/overrides/oauthctl COPYONLY)

# The compiler's name is of no use to users.
file(GLOB programs ${usr}/bin/oauthctl ${usr}/libexec/oauthctl/*)
execute_process(COMMAND strip --remove-section=.comment ${programs} COMMAND_ERROR_IS_FATAL ANY)

# A page that is a link to another keeps being one.
file(GLOB pages ${usr}/share/man/man1/*.1)
foreach(page ${pages})
  if(IS_SYMLINK ${page})
    file(READ_SYMLINK ${page} target)
    file(REMOVE ${page})
    file(CREATE_LINK ${target}.gz ${page}.gz SYMBOLIC)
    list(REMOVE_ITEM pages ${page})
  endif()
endforeach()
execute_process(COMMAND gzip --best --no-name ${pages} ${docs}/changelog ${docs}/changelog.Debian
  COMMAND_ERROR_IS_FATAL ANY)
