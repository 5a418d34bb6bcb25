from django import forms

from bield.kit.forms import Form


class SignIn(Form):
    email = forms.EmailField(label="E-mail address")
    password = forms.CharField(label="Password", strip=False, widget=forms.PasswordInput)
    shared = forms.BooleanField(label="Other people use this device too", required=False)
