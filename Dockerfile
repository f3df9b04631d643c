FROM python:3.11-slim
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 VAR_DIR=/data
RUN useradd --uid 10001 --create-home site && install -d -o site -g site /data
WORKDIR /site
COPY requirements.txt .
RUN pip install --no-cache-dir --require-hashes -r requirements.txt && python -m compileall -q /usr/local/lib
COPY manage.py LICENSE ./
COPY fedgenai_site fedgenai_site
COPY submissions submissions
COPY reviews reviews
COPY templates templates
COPY static static
USER site
EXPOSE 8000
CMD ["gunicorn", "fedgenai_site.wsgi", "--bind=0.0.0.0:8000", "--worker-class=gthread", "--workers=3", "--threads=8", "--timeout=120", "--preload"]
