"""What a key does: functions over what they may ask of the page that they are done on."""
