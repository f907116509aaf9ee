"""What a change of law or a new release would alter in sentences, told before it is made."""
