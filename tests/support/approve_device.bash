# A person with a browser elsewhere, played by curl.

# Sends the form of the previous page with these fields to /device. The answer is the next page.
submit() {
  local token
  token=$(grep -oE 'name="form_token" value="[^"]*"' page.html | cut -d'"' -f4)
  curl -s -b jar -c jar "$ISSUER/device" --data-urlencode "form_token=$token" "$@" >next.html
  mv next.html page.html
}

# Enters the code as a person does, up to the decision.
visit() {
  curl -s -b jar -c jar "$ISSUER/device?user_code=$1" >page.html
  submit -d "user_code=$1"
  submit -d "user_code=$1" -d username=alice -d password=wonderland
  submit -d "user_code=$1" -d "decision=$2"
}
